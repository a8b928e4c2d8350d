package dev.slipway.vm.outside;

import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.PowerWish;
import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.VmRow;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to a VM that nobody asked Slipway for, in words for its people.
 *
 * @param action for the audit
 * @param sentence kept with the VM, with the moment it was seen
 * @param kind whether it is on after it, or off, and as somebody wanted
 */
public record OutsideChange(String action, String sentence, Kind kind) {
    private static final String GUEST_SHUTDOWN = "vm.guest-shutdown";

    /** What it means for whether it is to run. */
    private enum Kind {
        ON,
        OFF,
        /** Nobody wanted it, as far as can be told. */
        FAILURE
    }

    private OutsideChange(String action, String sentence) {
        this(action, sentence, Kind.OFF);
    }

    static OutsideChange of(VmRow vm, ObservedPower now, Optional<DomainObservation> domain, Instant at) {
        var when = UtcWords.on(at);
        return switch (now) {
            case RUNNING ->
                vm.power().observed().isOn()
                        ? new OutsideChange("vm.resumed-outside", "It went on running (" + when + ").", Kind.ON)
                        : new OutsideChange("vm.started-outside", "Started outside Slipway (" + when + ").", Kind.ON);
            case PAUSED -> paused(domain, when);
            case SHUTTING_DOWN ->
                new OutsideChange("vm.stopping-outside", "Its guest is shutting down (" + when + ").", Kind.ON);
            case CRASHED -> crashed(when);
            case MISSING ->
                new OutsideChange("vm.undefined-outside", "Its definition was removed outside Slipway (" + when + ").");
            case HIBERNATED -> new OutsideChange("vm.hibernated-outside", "Hibernated outside Slipway (" + when + ").");
            case OFF ->
                switch (vm.power().observed()) {
                    case MISSING ->
                        new OutsideChange("vm.defined-outside", "Defined again outside Slipway (" + when + ").");
                    case HIBERNATED ->
                        new OutsideChange(
                                "vm.memory-discarded-outside",
                                "What its host kept of its memory was thrown away outside Slipway (" + when
                                        + "), so it starts anew.");
                    case RUNNING, PAUSED, SHUTTING_DOWN, OFF, CRASHED -> stopped(vm, domain, when);
                };
        };
    }

    /** Whether it went off because its guest wanted it so, and nobody else. */
    boolean isOfItsGuest(VmRow vm) {
        return action.equals(GUEST_SHUTDOWN) && vm.power().wanted() == PowerWish.ON;
    }

    public boolean isFailure() {
        return kind == Kind.FAILURE;
    }

    public boolean isOn() {
        return kind == Kind.ON;
    }

    private static OutsideChange stopped(VmRow vm, Optional<DomainObservation> domain, String when) {
        return switch (domain.map(DomainObservation::reason).orElse(PowerReason.UNKNOWN)) {
            case GUEST_SHUTDOWN ->
                vm.power().wanted() == PowerWish.OFF
                        ? new OutsideChange(GUEST_SHUTDOWN, "Its guest has shut down after all (" + when + ").")
                        : new OutsideChange(GUEST_SHUTDOWN, "Its guest shut itself down (" + when + ").");
            case POWERED_OFF -> new OutsideChange("vm.stopped-outside", "Stopped outside Slipway (" + when + ").");
            case CRASHED -> crashed(when);
            case BOOTED, FAILED, PAUSED_BY_REQUEST, IO_ERROR, UNKNOWN ->
                new OutsideChange(
                        "vm.stopped-outside", "It stopped; its host does not say why (" + when + ").", Kind.FAILURE);
        };
    }

    private static OutsideChange paused(Optional<DomainObservation> domain, String when) {
        var storage = domain.map(DomainObservation::reason).orElse(PowerReason.UNKNOWN) == PowerReason.IO_ERROR;
        return storage
                ? new OutsideChange(
                        "vm.paused-outside",
                        "Paused because the storage of its host is full or broken (" + when
                                + "). Tell an administrator.",
                        Kind.ON)
                : new OutsideChange("vm.paused-outside", "Paused outside Slipway (" + when + ").", Kind.ON);
    }

    private static OutsideChange crashed(String when) {
        return new OutsideChange(
                "vm.crashed", "It crashed: its guest or the process it ran in died (" + when + ").", Kind.FAILURE);
    }
}
