package dev.slipway.hypervisor;

/** How a host runs guests: with the processor's help, or by software emulation (some ten times slower). */
public enum Acceleration {
    KVM,
    EMULATED
}
