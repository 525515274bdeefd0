"""Ways out in depth: who gives what, who has to, and each party's own order of them."""
