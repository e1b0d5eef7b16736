"""Articles of the sample told again in other words from the facts alone, by id: two reporters of one event, and no copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RETOLD: Final[Mapping[str, str]] = {
    "s001": (
        "Twenty-three Russian envoys have a week to pack their bags. Theresa May, addressing the House of Commons on Wednesday, "
        "blamed the Russian state for trying to kill Sergei Skripal and his daughter Yulia with a nerve agent in Salisbury, and "
        "said those being expelled were spies in all but name. The Kremlin had ignored a midnight ultimatum to explain itself. "
        "Sergei Lavrov will not be coming to London after all, and no royals are going to the World Cup. Moscow's embassy spoke "
        "of a hostile act and denied everything."
    ),
    "s006": (
        "The summit in Singapore produced a short paper and a long press conference. In the paper, Kim Jong Un promises again to "
        "move towards denuclearization, and Donald Trump offers North Korea guarantees of its safety; neither dates nor inspectors "
        "are mentioned. In front of the cameras Trump announced that manoeuvres with South Korea would end, calling them costly "
        "and a provocation, which apparently nobody in Seoul had been told. He praised Kim's talent, held out a visit to "
        "Washington, and kept sanctions where they are."
    ),
    "s013": (
        "India says its air force has destroyed a base of Jaish-e-Mohammed near Balakot, on Pakistani soil. Foreign secretary "
        "Vijay Gokhale told reporters on Tuesday that the strike forestalled further suicide attacks and that many fighters had "
        "died. It follows the killing of 40 policemen in Kashmir twelve days earlier. According to Pakistan's army, nobody was "
        "hit: Asif Ghafoor, who speaks for it, said the jets fled and dropped what they carried among trees. Imran Khan's security "
        "council vowed to answer, while Beijing urged calm."
    ),
    "s021": (
        "North Korea on Tuesday afternoon demolished the building in Kaesong where officials of both Koreas had worked side by "
        "side since 2018. Kim Yo Jong had predicted as much on Saturday, furious about leaflets that activists send north. In "
        "Seoul, Kim You-geun of the national security office threatened a firm reply should Pyongyang make matters worse, and the "
        "Blue House put the blame squarely on its neighbour. The North Korean army is considering a return to areas it left under "
        "earlier accords. Hotlines have been dead since last week."
    ),
    "s028": (
        "Brazil is finally getting vaccine from India. Two million AstraZeneca doses, produced by the Serum Institute, took off "
        "from Mumbai on Friday, and Morocco is being supplied as well; until now New Delhi had only given shots away, to Bhutan, "
        "Nepal, the Maldives and Bangladesh. President Jair Bolsonaro, who had pleaded with Narendra Modi in a letter two weeks "
        "before, tweeted his thanks with an image of Hanuman, the monkey god. It was an honour to help, Modi wrote back, promising "
        "closer work between the countries on health."
    ),
    "s034": (
        "Emmanuel Macron has ordered the French envoys to the United States and Australia home, something Paris has never done "
        "before. The reason is Canberra's cancellation of an order for a dozen French submarines, which it will now replace with "
        "nuclear boats built with American and British help. Foreign minister Jean-Yves Le Drian, who had felt stabbed in the "
        "back, called the affair exceptionally grave. Washington expressed regret and promised talks. Britain, partner in AUKUS, "
        "was spared. From Beijing came the charge that the pact harms peace in the region."
    ),
    "s041": (
        "By 141 votes against five, with 35 abstentions, the UN General Assembly has called on Moscow to pull its troops out of "
        "Ukraine at once. Only Syria, North Korea, Eritrea and Belarus took Russia's side on Wednesday; Beijing, New Delhi, "
        "Islamabad and Pretoria sat on the fence, but Serbia voted in favour. Sergiy Kyslytsya, representing Kyiv, spoke of a war "
        "on his nation's existence. The West had twisted arms, Russia's Vassily Nebenzia complained, and he rejected reports of "
        "attacks on civilians. Karim Khan, prosecutor at the ICC, is starting a war crimes inquiry."
    ),
    "s049": (
        "Two years after it began, the war in Tigray may be ending. Delegates of the Ethiopian government and of the region's "
        "rebels put their signatures to a cease-fire in South Africa on Wednesday, having been brought together by the African "
        "Union's Olusegun Obasanjo, with Uhuru Kenyatta and Phumzile Mlambo-Ngcuka at his side. Disarmament is to be gradual and "
        "supervised. Getachew Reda, for the rebels, called the concessions hard but needed. The United Nations saw a good "
        "beginning, though nobody can say what Eritrea's army will do."
    ),
    "s056": (
        "There is a deal between Serbia and Kosovo, says Josep Borrell; there is no signature, says everybody. After a day of "
        "bargaining in Ohrid, the EU's top diplomat told the press on Saturday night that both countries were committed to "
        "normalising relations and would face consequences otherwise. Aleksandar Vučić explained that he signs nothing binding "
        "with a state which Belgrade does not accept as one. Albin Kurti asked the Europeans to make sure the pact holds all the "
        "same. Miroslav Lajčák took part as go-between."
    ),
    "s062": (
        "Kim Jong Un has assured Vladimir Putin of North Korea's full backing in what he called a holy fight with the West. The "
        "two leaders conferred for four hours on Wednesday at the Vostochny spaceport in Russia's far east, toured the launch "
        "pads, and dined on sturgeon. Putin, who is to visit Pyongyang at Kim's invitation, hinted that he would assist his guest "
        "with satellites. Officials in Washington fear a trade in artillery shells, and South Korea is worried too. While they "
        "talked, the North fired a pair of missiles."
    ),
    "s071": (
        "ECOWAS has lost three members. In a joint broadcast on Sunday the officers who rule Mali, Niger and Burkina Faso declared "
        "that they were leaving at once, blaming the organisation for sanctions they consider unlawful, for bowing to outside "
        "powers and for standing by as jihadists attacked. The bloc's commission, which says no letter has reached it, still wants "
        "to talk; its rules foresee twelve months' notice. The three have already thrown out France's troops, befriended Moscow "
        "and formed their own Alliance of Sahel States. Nigeria deplored the move."
    ),
    "s085": (
        "Gustavo Petro blinked first. Late on Sunday the Colombian president accepted flights with migrants expelled from the "
        "United States, and Donald Trump's threatened tariffs were put in a drawer, where, according to his spokeswoman Karoline "
        "Leavitt, they stay as long as Bogotá keeps its word. Officials will get no visas until a plane has landed. Marco Rubio "
        "had reproached Petro with turning back aircraft he had cleared, a charge the Colombian disputes; Petro had replied with "
        "duties of 25 percent. Honduras is convening the region's leaders on Thursday."
    ),
    "s100": (
        "An apology that Doha had waited for came by telephone. From the Oval Office on Monday, with Donald Trump listening, "
        "Benjamin Netanyahu told Qatar's prime minister, Sheikh Mohammed bin Abdulrahman Al Thani, that he was sorry for bombing "
        "his capital on 9 September, an attack in which a Qatari guard and five Hamas men lost their lives. Qatar will now resume "
        "its mediation over Gaza. Trump then presented a plan of twenty points, which the Israeli leader backs; should Hamas "
        "refuse, he warned, Israel will do the job alone. Egypt passed on the text."
    ),
}
