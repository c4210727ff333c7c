"""What each pipeline is trained and tested on, and whom to name for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Recipe:
    """Corpora by file name without ending. Whatever stands in a test set is left out of training."""

    trees: tuple[str, ...]
    names: tuple[str, ...]
    marked: str
    tree_copies: int
    """How often the treebanks are grouped into documents anew."""
    tree_tests: tuple[str, ...]
    name_tests: tuple[str, ...]
    marked_tests: tuple[str, ...]
    tokenizer: str
    tree_settings: Mapping[str, float]
    """What the training of the parser sets otherwise than training/pipeline.cfg."""
    credits: tuple[str, ...]
    """One line for each corpus in the weights: name, makers, licence."""

    def training_corpora(self) -> tuple[str, ...]:
        """Corpora that the weights depend on; of those for tests, what has to be left out of training."""
        return (*self.trees, *self.names, self.marked, *self.name_tests, self.tree_tests[0])


RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "id": Recipe(
            trees=("id_gsd-train", "id_gsd-dev", "id_pud"),
            names=(
                "id_ner_idner_train",
                "id_ner_idner_train",
                "id_ner_idner_dev",
                "id_ner_nergrit_train",
                "id_ner_idcrossner",
                "id_ner_nerp_truecased",
            ),
            marked="ner_gsd_id",
            tree_copies=4,
            tree_tests=("id_gsd-test", "id_csui-test"),
            name_tests=("id_ner_nerui",),
            marked_tests=("ner_gsd_id", "ner_detik_id"),
            tokenizer="kg.IndonesianTokenizer.v1",
            tree_settings=MappingProxyType({}),
            credits=(
                "UD Indonesian-GSD 2.17, train relabelled from the 2017 release (Ryan McDonald, Joakim Nivre, Septina "
                "Dian Larasati, Ika Alfina and others), CC BY-SA 4.0",
                "UD Indonesian-PUD (Google, DFKI, Charles University; revised by Ika Alfina and others), CC BY-SA 3.0",
                "names marked for this project on the training sentences of UD Indonesian-GSD, CC BY-SA 4.0",
                "idner-news-2k (Siti Oryza Khairunnisa, Aizhan Imankulova, Mamoru Komachi), MIT",
                "NERGRIT (PT Gria Inovasi Teknologi), MIT",
                "idCrossNER (Indonesian version of CrossNER), MIT",
                "IndoNLU NERP (Devin Hoesen, Ayu Purwarianti; Bryan Wilie and others), MIT; case restored",
            ),
        ),
        "en": Recipe(
            trees=("en_ewt-train", "en_ewt-dev", "en_gum-open-train"),
            names=("en_ner_uner-train", "en_ner_wikigold", "en_ner_crossner"),
            marked="ner_wikinews_en",
            tree_copies=3,
            tree_tests=("en_ewt-test", "en_gum-test", "en_gum-news-test", "en_pud"),
            name_tests=("en_ner_uner-pud", "en_ner_uner-test"),
            marked_tests=("ner_wikinews_en",),
            tokenizer="kg.EnglishTokenizer.v1",
            tree_settings=MappingProxyType({"training.max_steps": 12_000, "training.dropout": 0.25}),
            credits=(
                "UD English-EWT (Natalia Silveira and others), CC BY-SA 4.0",
                "UD English-GUM (Amir Zeldes and others), only its genres under CC BY or CC BY-SA: academic, bio, "
                "court, interview, news, voyage",
                "Universal NER on EWT (Stephen Mayhew and others), CC BY-SA 4.0",
                "Wikigold (Dominic Balasuriya and others), CC BY 4.0",
                "CrossNER (Zihan Liu and others), MIT",
                "names marked for this project on articles of Wikinews (CC BY 2.5)",
                "lemma tables of spacy-lookups-data (MIT), made from WordNet 3.0 (Princeton University)",
            ),
        ),
    }
)
