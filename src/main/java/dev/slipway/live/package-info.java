/**
 * Tells every portal node that something changed, so that open screens and event streams follow at once. A change is announced in the transaction that makes it, so nothing is told that did not happen.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package dev.slipway.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
