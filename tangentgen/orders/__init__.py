"""Second derivatives in another order than they were asked for, where that is refused.

They do not depend on the order, so that any text of them will do. `exchanged` tries the orders;
`reverse_of_tangent` and `tangent_of_reverse` say how each is written in terms of the other.
"""
