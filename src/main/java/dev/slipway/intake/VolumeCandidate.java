package dev.slipway.intake;

import java.util.Optional;

/** A volume that could be an image, as last seen. @param whyNot why it is none, or not to be taken; empty = it can be imported */
public record VolumeCandidate(String volume, long capacityMib, long allocatedMib, Optional<String> whyNot) {}
