"""Which states are stable for whom, under which concept: the question, its result, and what it turns on."""
