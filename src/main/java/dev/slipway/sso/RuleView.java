package dev.slipway.sso;

import dev.slipway.kernel.RuleId;

/** @param position from 1: of two rules for one place the first holds */
public record RuleView(RuleId id, int position, RuleDraft rule) {}
