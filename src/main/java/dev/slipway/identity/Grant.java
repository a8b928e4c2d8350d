package dev.slipway.identity;

/** A role held somewhere. */
public record Grant(Role role, Scope scope) {}
