"""A phrase that names a political actor in; its country, its role and the reason out."""
