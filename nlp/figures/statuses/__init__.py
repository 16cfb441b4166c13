"""Whether a figure is actual, prior, expected or aimed at, what it is compared with, and which way it points.

`status` decides, with `bases`, `bases_en`, `bases_zh`, `forecasts`, `forecasters_en` and `forecasters_zh`; `comparing` and
`direction` follow, with `moves` and `signs`.
"""
