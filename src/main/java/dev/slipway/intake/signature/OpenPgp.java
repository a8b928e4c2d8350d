package dev.slipway.intake.signature;

import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPImplementation;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;

/** Which cryptography, and what of it is still believed. */
final class OpenPgp {
    /** Documents by SHA-2 and SHA-3 only; what a key says of itself also by SHA-1, if that was before February 2023. */
    static final OpenPGPPolicy POLICY = new OpenPGPDefaultPolicy();

    static final OpenPGPImplementation IMPLEMENTATION = new BcOpenPGPImplementation().setPolicy(POLICY);

    private OpenPgp() {}
}
