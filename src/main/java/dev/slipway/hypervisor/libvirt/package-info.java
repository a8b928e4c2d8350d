/**
 * The port's adapter for libvirt. One platform thread owns each connection and nothing else touches it, every call has a
 * deadline, every handle is freed, and callbacks only enqueue: a host that hangs costs a bounded number of threads and
 * never the process.
 */
@NullMarked
package dev.slipway.hypervisor.libvirt;

import org.jspecify.annotations.NullMarked;
