"""What the papers of one inspection say, from its rows, and the drafts that people write together.

``facts`` reads the rows into plain data, ``contexts`` fits them to the schemas of definitions/papers,
``drafting`` makes the drafts, ``archive`` packs the file of the inspection. The text of papers is Vietnamese.
"""
