"""Pictures of a brief: Vega-Lite specifications made from answers, and drawing them."""
