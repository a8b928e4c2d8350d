package dev.slipway.quota.request;

/** The request, which may be one that the person has made before. @param isNew whether this call has made it */
public record Asked(RequestView request, boolean isNew) {}
