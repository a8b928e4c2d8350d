package dev.slipway.intake;

import java.util.Optional;

/**
 * An image that its maker offers to everybody.
 *
 * @param checksumUrl the maker's list of checksums, where there is one
 * @param user whom an SSH key lets in; empty for an ISO
 */
public record WellKnownImage(
        String name, String os, String url, Optional<String> checksumUrl, String user, String kind) {}
