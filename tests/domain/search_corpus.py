"""A small publication to search in, and what somebody would type who wants one piece of it."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """An article of the corpus."""

    title: str
    standfirst: str
    author: str
    topics: tuple[str, ...]
    body: str
    sources: tuple[str, ...] = ()


PIECES = {
    "ferry": Piece(
        "The ferry that nobody would close",
        "It loses money on every crossing. The island votes for it anyway.",
        "Marta Lindqvist",
        ("Islands", "Transport"),
        "The boat leaves at six whether there is anybody on board or not. Twice the county has"
        " proposed a bridge, and twice the islanders have said that a bridge is open to everyone"
        " and a ferry waits for you. The skipper knows who is in hospital and holds the evening"
        " sailing for visitors. No accountant has found a column for that.",
    ),
    "bees": Piece(
        "What the hive decides without a vote",
        "A swarm looking for a home has no leader and is seldom wrong.",
        "Lena Park",
        ("Insects", "Science"),
        "Scouts come back and dance. The better the hollow, the longer the dance, and other"
        " bees go to look for themselves. When enough of them meet at one hole in one tree, the"
        " argument is over. Thomas Seeley timed it with a stopwatch on an island without trees,"
        " where he owned the only boxes worth living in. The queen takes no part in it.",
        ("Honeybee Democracy, Thomas D. Seeley, Princeton University Press",),
    ),
    "bread": Piece(
        "A loaf for the fourth day",
        "Rye keeps. The villages that baked twice a year knew how.",
        "Joseph Achebe",
        ("Food", "History"),
        "In the high valleys the communal oven was lit in spring and in autumn, and the loaves"
        " hung on racks under the roof until they had to be cut with a hinged knife. Sour dough,"
        " rye flour and dry air did the preserving. Wheat would have gone stale within the week,"
        " and mouldy within two. Children dipped the crusts in soup.",
    ),
    "organ": Piece(
        "The organ tuner's winter",
        "Cold churches, long pipes, and a man who listens for a living.",
        "Tom Vale",
        ("Music", "Crafts"),
        "He works between Epiphany and Lent, when the heating is off and the pitch holds still."
        " A pipe goes flat as the air in it cools: half a degree can be heard. His apprentice"
        " holds down the keys for hours, one after another, while he taps the tuning slides with"
        " a brass cone. They speak in single words across the nave.",
    ),
    "desert": Piece(
        "Fog is a crop",
        "On the driest coast in the world they hang out nets and harvest the morning.",
        "Lena Park",
        ("Weather", "Water"),
        "No rain has been recorded at the station for years. Yet every dawn the sea breathes"
        " fog over the cliffs, and the mesh of the collectors turns it into a trickle and then a"
        " tank. The lemon trees of the village drink nothing else. A square metre gives about"
        " five litres a day in a good month.",
        ("Fog water collection in Chile, Pilar Cereceda",),
    ),
    "index": Piece(
        "In defence of the back of the book",
        "An index is a reading by somebody who read to the end.",
        "Ines Okafor",
        ("Books", "Reading"),
        "A machine can list every page on which a name occurs. Only a reader knows on which of"
        " them it matters, and that what chapter two calls thrift is the same thing that chapter"
        " nine calls avarice. Indexers are paid by the page and thanked in a footnote. The best"
        " of them have made jokes in the subheadings for four hundred years.",
    ),
    "chess": Piece(
        "The village that plays chess by post",
        "A move a week, a stamp each way, and one game that outlived three players.",
        "Joseph Achebe",
        ("Games", "Letters"),
        "The oldest board stands in the window of the pharmacy, so that passers-by may worry"
        " over it. A postcard comes on Tuesdays. When the schoolmaster died in the middle of an"
        " endgame his daughter took over the rook and pawns, lost, and asked for another. Nobody"
        " here has ever used a clock.",
    ),
    "salt": Piece(
        "The last salt road",
        "Caravans still cross the Danakil, at night, because of the heat.",
        "Marta Lindqvist",
        ("Trade", "Deserts"),
        "Slabs are levered from the lake bed with poles and tied on camels, two on each side."
        " The march begins at dusk. Lorries do in a day what took a week, but the road ends"
        " where the mud begins, and there the animals go on. The price of a slab has not changed"
        " in ten years, says the man who cuts them; the price of everything else has.",
    ),
    "eyes": Piece(
        "Seeing with somebody else's tissue",
        "The cornea was the first part of us that could be given away.",
        "Lena Park",
        ("Medicine", "Science"),
        "Eduard Zirm sewed the first one that lasted, in December 1905, into a labourer who had"
        " been blinded by lime. The giver was a boy. It worked because the cornea has no"
        " vessels: the body does not notice the stranger. Gratitude has been harder to"
        " transplant than tissue.",
        ("The first successful corneal transplant, American Journal of Ophthalmology",),
    ),
    "café": Piece(
        "Le café où l’on se tait",
        "À Nantes, une salle interdit la parole et ne désemplit pas.",
        "Hélène Carré",
        ("Silence", "Cities"),
        "On entre, on montre du doigt ce que l’on veut, on s’assoit. La patronne a retiré la"
        " musique la première année, puis les conversations. Les habitués s’écrivent sur la"
        " nappe. Personne ne sait comment s’appelle son voisin, et tout le monde sait s’il va"
        " mieux.",
    ),
    "hebrew": Piece(
        "האות שלא נשמעת",
        "האל״ף פותחת את האלפבית ואינה אומרת דבר.",
        "נועה ברק",
        ("Language", "Letters"),
        "מי שלומד לקרוא פוגש קודם כול אות שאין לה קול. היא נושאת את התנועה של אחרים, כמו כיסא"
        " שמחכה לאורח. ילדים שואלים למה כותבים אותה, והתשובה הטובה ביותר היא שקט קצר.",
    ),
    "library": Piece(
        "The seed library behind the reading room",
        "You may borrow a bean, if you bring back ten.",
        "Ines Okafor",
        ("Gardens", "Libraries"),
        "The drawers that once held the card catalogue now hold envelopes: runner beans,"
        " parsnips, a lettuce that was thought to be lost. Borrowers sign in pencil. In autumn"
        " they return what their plants have made, and the librarian dries it on the radiators."
        " The old subject headings are still on the brass plates, so that the tomatoes stand"
        " under Theology.",
    ),
    "clock": Piece(
        "A town with two noons",
        "Bristol kept its own time for years after the railway brought London's.",
        "Tom Vale",
        ("Time", "Railways"),
        "The clock on the Corn Exchange still has two minute hands, ten minutes apart. Before"
        " the telegraph each town took noon from the sun overhead. Trains made that dangerous."
        " The city gave in to Greenwich in 1852 and never took the second hand off.",
    ),
    "election": Piece(
        "Counting by hand",
        "Two hundred volunteers, one sports hall, and why paper ballots are worth the night.",
        "The editors",
        ("Elections", "Democracy"),
        "Each table has four people who do not vote alike. One unfolds, one reads, one marks,"
        " one watches. A recount takes until morning and is nearly always off by fewer than"
        " three. Machines are faster, says the returning officer, and nobody has ever been able"
        " to watch one think.",
    ),
    "tailor": Piece(
        "The man who mends zips",
        "Everything else on the coat was as good as new.",
        "Joseph Achebe",
        ("Crafts", "Repair"),
        "He has a stall by the station, a jar of sliders and a pair of pliers. Nine in ten zips"
        " need no more than a squeeze. The tenth he unpicks. People bring him rucksacks, tents,"
        " a wedding dress an hour before the wedding. He charges by the tooth.",
    ),
    "glacier": Piece(
        "A funeral for a glacier",
        "Okjökull was declared dead in 2014. They climbed up to say so.",
        "Marta Lindqvist",
        ("Climate", "Iceland"),
        "Ice must move under its own weight to be a glacier, and this had stopped. A hundred"
        " people walked up with a bronze plaque on which a letter to the future was cast. The"
        " geologist Oddur Sigurðsson had signed the certificate. Around it lay gravel, and a"
        " lake that was on no map.",
        ("A letter to the future, Rice University",),
    ),
    "translator": Piece(
        "The sentence that would not cross",
        "A translator keeps a drawer of what she could not bring over.",
        "Ines Okafor",
        ("Language", "Books"),
        "There is a Portuguese verb in it, and a Finnish joke about elk, and half a page of"
        " Proust. Now and then she takes one out and tries again. What cannot be translated, she"
        " says, is only what we have not needed yet. Her publisher allows four footnotes a book.",
    ),
    "pigeons": Piece(
        "The war record of a pigeon",
        "Cher Ami carried a message through the Argonne and lost a leg. Or so it is told.",
        "Tom Vale",
        ("Birds", "History"),
        "The stuffed bird stands in the Smithsonian, on one leg. The message that saved the"
        " Lost Battalion is in the archive, in the handwriting of Major Whittlesey. That the one"
        " carried the other is less certain than the label says. Homing pigeons find their loft"
        " by the sun, by smell and by something that we have not found.",
    ),
    "night": Piece(
        "Who sweeps the stage",
        "After the applause an hour begins that belongs to the cleaners.",
        "Joseph Achebe",
        ("Theatre", "Work"),
        "Confetti is the worst; it travels. Stage blood comes off with cold water and never"
        " with warm. The night crew have seen the last act of everything and the first act of"
        " nothing. A lamp is left burning on a stand in the middle, so that nobody walks into"
        " the pit.",
    ),
    "maps": Piece(
        "The town that was a trap",
        "Agloe, New York, was invented to catch copyists, and then it opened a shop.",
        "Tom Vale",
        ("Maps", "Geography"),
        "Two draughtsmen made the name from their initials and put it at a crossing of dirt"
        " roads. When it turned up on a rival's sheet they called a lawyer. The rival answered"
        " that there was an Agloe General Store at the spot; its owner had taken the name from"
        " the map.",
    ),
}

# What is typed, and the piece that is wanted.
QUESTIONS = {
    "ferry": "ferry",
    "bridge to the island": "ferry",
    "bees dancing": "bees",
    "how does a swarm of bees find a new home without any leader": "bees",
    "seeley": "bees",
    "honeybee democracy": "bees",
    "rye bread that keeps": "bread",
    "tuning organ pipes": "organ",
    "apprentice church organ": "organ",
    "fog nets": "desert",
    "collecting water from fog in chile": "desert",
    "who writes the index of a book": "index",
    "chess by post": "chess",
    '"lost, and asked for another"': "chess",
    "camel caravans salt": "salt",
    "first cornea transplant 1905": "eyes",
    "silent cafe nantes": "café",
    "helene carre": "café",
    "שקט קצר": "hebrew",
    "נועה ברק": "hebrew",
    "seed library": "library",
    "borrow seeds": "library",
    "bristol time greenwich": "clock",
    "counting paper ballots by hand": "election",
    "why do people still count votes by hand instead of machines": "election",
    "mending zips": "tailor",
    "okjokull": "glacier",
    "funeral for ice in iceland": "glacier",
    "untranslatable words translator": "translator",
    "cher ami": "pigeons",
    "what is the light left on a stage at night called and why is it there": "night",
    "agloe": "maps",
    "invented town on a map": "maps",
    "the editors": "election",
    "the boat that nobody will close": "ferry",
    "scouts looking for a hollow tree": "bees",
    "communal oven villages": "bread",
    "a cone and a cold church": "organ",
    "harvesting fog in the driest desert": "desert",
    "cereceda": "desert",
    "back of the book": "index",
    "postcards rook endgame": "chess",
    "danakil": "salt",
    "transplants of the cornea": "eyes",
    "two minute hands": "clock",
    "recounts": "election",
    "a letter to the future": "glacier",
    "a drawer of untranslated sentences": "translator",
    "homing pigeon smithsonian": "pigeons",
    "copyists trapped by a map": "maps",
    "cleaning the theatre after the applause": "night",
}
