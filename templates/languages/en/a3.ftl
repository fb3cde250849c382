a3-learning = A team is learning from it
a3-drafting = They are still finding out what made it possible.
a3-doing = They are trying out what could help.
a3-checking = They are looking whether it helped.
a3-standardised = What helped is how it is done now.
a3-let-go = They do not go on with it for now.
