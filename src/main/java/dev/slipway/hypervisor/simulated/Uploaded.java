package dev.slipway.hypervisor.simulated;

/** What was streamed into a volume. The bytes themselves are not kept. @param sha256 in lower-case hexadecimal */
public record Uploaded(long bytes, String sha256) {}
