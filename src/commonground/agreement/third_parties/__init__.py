"""What parties outside the table could do: levers, and offers of their own."""
