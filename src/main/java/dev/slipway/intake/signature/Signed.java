package dev.slipway.intake.signature;

import java.time.Instant;

/** A signature that was found to be right. @param fingerprint of the maker's key; @param at when its maker says to have signed */
public record Signed(String fingerprint, Instant at) {}
