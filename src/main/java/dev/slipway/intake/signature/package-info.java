/** OpenPGP: what a maker has signed, and with which key. Everything that is read here was written by strangers. */
@NullMarked
package dev.slipway.intake.signature;

import org.jspecify.annotations.NullMarked;
