"""A first name in, the gender it nearly always has out: common names of many languages, none that both have."""

from __future__ import annotations

from typing import Final

_WOMEN: Final = frozenset(
    "abigail ada adriana agnes agnieszka aisha alejandra alice alicia alison amal amanda amelia amina amy ana anastasia "
    "andreea angela anita ann anna annalena anne annette annie antonia asma astrid audrey aya ayesha aysha barbara "
    "beata beatrice beatriz benazir bertha beth betty birgit bridget brigitte camila camille carla carmen carol carolina "
    "caroline catherine cecilia celine charlotte chiara chloe christiana christina christine cindy claire clara claudia "
    "condoleezza corazon cristina cynthia daniela daria deborah delphine diana diane dilma dina dominika donna dora doris "
    "dorothy edith elaine elena eleanor elisa elisabeth elise eliza elizabeth ella ellen elsa elvira emilia emily emine emma "
    "erica erika ester esther eugenia eva evelyn fatema fatima fatma federica fiona florence frances francesca gabriela "
    "galina gemma georgia geraldine gina giorgia giulia gloria golda grace graciela greta gro gudrun hanna hannah harriet "
    "hedda helen helena helene hilary hilda hillary hina ilaria ilona indira inga ingrid irena irene irina isabel "
    "isabella isabelle ivana jacinda jacqueline jane janet janice jasmin jeanette jeanine jelena jennifer jenny jessica "
    "joan joanna johanna josephine joyce juanita judith julia juliana julie juliet justine kaja kamala karen karin karina "
    "katarina kate katerina katharina katherine kathleen kathryn kathy katja katrin kerstin khadija khaleda kiara kirsten "
    "krista kristalina kristin kristina ksenia larissa latifa laura laurence leila lena leticia leyla lidia liliana lilian "
    "linda lisa liudmila livia liz lola loretta lorena louise lucia lucie lucinda lucy ludmila luisa luiza lyudmila "
    "madeleine magdalena malala manuela marcela margaret margarita margot margrethe maria mariam mariana marianne marie "
    "marija marilyn marina marisa marissa marta martha martina mary maryam mathilde maya megan mehriban melanie melissa "
    "mercedes mette mia michaela michele michelle mira miriam molly mona monica monika myriam nadia nadine nadezhda nancy "
    "naomi natalia natalie natalya natasha nathalie nazanin nicola nicole nina nora noor olena olga olivia ophelia oksana "
    "paola patricia paula pauline penny petra phoebe polina portia priya rachel raquel rebecca regina renata rita roberta "
    "rosa rosario rose roza ruth sabina sabine sahar salma samantha samia sandra sanna sara sarah sehar shirin sigrid silvia "
    "simona simone sofia sonia sophia sophie stephanie stella susan susana susanna susanne suzanne svetlana sylvia sylvie "
    "tamara tanja tatiana tatyana teresa tereza thelma theresa therese tina tracy ulrike ursula valentina valeria "
    "valerie vanessa vera verena veronica veronika victoria viktoria violeta virginia vivian wendy xiomara yasmin yevgenia "
    "yingluck yolanda yoko yoriko yulia yvette yvonne zainab zeinab zuzana".split()
)
_MEN: Final = frozenset(
    "aaron abdel abdelaziz abdul abdulaziz abdullah abraham adam adel adnan adolfo adrian ahmad ahmed alain alan albert "
    "alberto alejandro aleksandar aleksander alex alexander alexei alexis alfonso alfred alfredo ali allan alvaro amir anatoly "
    "anders andre andreas andrei andres andrew andrey andrzej angelo anthony anton antonio antony antti ariel armando arnold "
    "arthur artur arturo ashraf askar augusto bashar ben benjamin bernard bernardo bertrand bill bob boris brian bruce bruno "
    "carl carlos cesar charles chris christian christophe christopher claude colin craig cyril dan daniel danilo dave david "
    "denis dennis diego dieter dimitri dimitris dirk dmitri dmitry dominique donald donatas doug douglas edgar eduard eduardo "
    "edward edwin emil emilio emmanuel enrique eric erik ernesto ernst eugene evan faisal felipe felix ferdinand fernando "
    "filip francesco francis francisco franco francois frank franz fred frederic frederick fredrik fritz gary gavin geoff "
    "geoffrey george georges georgi gerald gerard gerhard gianni gilbert giorgi giorgio giovanni giulio giuseppe glenn gordon "
    "graham greg gregory guido guillermo gustavo guy hamad hamid hans harald harold harry hassan hector heinz helmut henri "
    "henrik henry herman hossein howard hubert hugo hussein ian ibrahim igor ilya imran ismail ivan jack jacob jacques jaime "
    "jake jakob james jamal jan janos jaroslaw jason javier jay jeff jeffrey jens jeremy jerome jerry jim jimmy joachim joao "
    "joe joel johan johann johannes john johnny jonas jonathan jorge jose josef joseph josh joshua juan juha julio jurgen "
    "justin kai karl kaspar keith ken kenneth kevin khaled khalid klaus kofi konstantin kurt lars laszlo laurent lawrence lech "
    "leo leon leonid louis luc luca lucas luis luiz luke maged mahmoud malcolm manfred manuel marc marcel marcelo marco marcos "
    "marek mario mark markus martin mathias matt matteo matthew matthias maurice mauricio max maxim mehdi mehmet michael "
    "michal miguel mikael mike mikhail miklos milan milos miroslav mohamad mohamed mohammad mohammed muhammad murat mustafa "
    "nabil nathan neil nicholas nick nicolas nigel nikola nikolai nikolay nils norbert oleg oleksandr olivier omar oscar oskar "
    "otto pablo paolo pascal patrick paul pavel pavlo pedro peter petr petro philip philippe pierre piotr rafael ralph ramon "
    "ramzan raul ray raymond reinhard rene ricardo richard riccardo rob robert roberto rodrigo roger roland rolf roman ron "
    "ronald rory ross rudolf rupert russell ryan saad saeed salvador sam samuel scott sean sebastian serge sergei sergey "
    "sergio seth shane silvio simon stanislav stefan stefano stephane stephen steve steven stuart sven taras ted terry thierry "
    "thomas tim timothy tobias todd tom tomas tomasz tony trevor ulrich umberto vaclav valery victor viktor vincent vitaly "
    "vladimir vladislav volker volodymyr walter werner wilhelm will william wolfgang xavier yasser yuri yuriy yves zbigniew "
    "zoltan zoran".split()
)  # fmt: skip


def gender_of_first_name(name: str) -> str:
    """Return "m" or "f" for the first word of a name, "" where it is in neither list.

    >>> gender_of_first_name("Elaine Smith"), gender_of_first_name("Volker Turk"), gender_of_first_name("Kim Smith")
    ('f', 'm', '')
    """
    first = name.split()[0].casefold() if name.split() else ""
    return "f" if first in _WOMEN else "m" if first in _MEN else ""
