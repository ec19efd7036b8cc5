"""Find times and resolve them to EDTF: `resolve.times` is the step."""
