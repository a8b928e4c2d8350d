package dev.slipway.intake;

import dev.slipway.kernel.SigningKeyId;
import java.util.Optional;

/**
 * How an import has to be signed: its list of checksums if there is one, else the file itself.
 *
 * @param url where the signature is; empty if the list of checksums is signed in itself
 */
public record SignatureWish(SigningKeyId key, Optional<String> url) {}
