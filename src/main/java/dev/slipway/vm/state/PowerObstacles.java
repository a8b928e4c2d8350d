package dev.slipway.vm.state;

import dev.slipway.kernel.Conflict;
import dev.slipway.vm.VmAction;
import java.util.Optional;

/** What cannot be done with a VM that is on, off, or something between, and the sentence why not. */
final class PowerObstacles {
    private PowerObstacles() {}

    static Optional<Conflict> whyNot(VmAction action, ObservedPower power) {
        return switch (action) {
            case START ->
                switch (power) {
                    case OFF, CRASHED, MISSING, HIBERNATED -> Optional.empty();
                    case RUNNING -> no("vm-on", "It is running already.");
                    case PAUSED -> no("vm-on", "It is paused. Resume it, and it goes on where it was.");
                    case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
                };
            case SHUTDOWN, REBOOT ->
                switch (power) {
                    case RUNNING, SHUTTING_DOWN -> Optional.empty();
                    case PAUSED ->
                        no("vm-paused", "It is paused, so its guest cannot react. Resume it first, or force it off.");
                    case OFF, CRASHED, MISSING, HIBERNATED -> no("vm-off", "It is not running.");
                };
            case RESET, PAUSE ->
                switch (power) {
                    case RUNNING, SHUTTING_DOWN -> Optional.empty();
                    case PAUSED ->
                        action == VmAction.PAUSE
                                ? no("vm-paused", "It is paused already.")
                                : no("vm-paused", "It is paused. Resume it first, or force it off.");
                    case OFF, CRASHED, MISSING, HIBERNATED -> no("vm-off", "It is not running.");
                };
            case HIBERNATE -> whyNotHibernated(power);
            case SET_PASSWORD ->
                switch (power) {
                    case RUNNING -> Optional.empty();
                    case SHUTTING_DOWN -> no("vm-on", "It is shutting down. Start it again for that.");
                    case PAUSED -> no("vm-paused", "It is paused, so its guest cannot be told. Resume it first.");
                    case OFF, CRASHED, MISSING, HIBERNATED ->
                        no("vm-off", "It is not running. Start it: the agent in its guest sets the password.");
                };
            case RESUME ->
                switch (power) {
                    case PAUSED -> Optional.empty();
                    case RUNNING, SHUTTING_DOWN -> no("vm-on", "It is not paused.");
                    case OFF, CRASHED, MISSING -> no("vm-off", "It is not running. Start it.");
                    case HIBERNATED -> no("vm-off", "It is hibernated. Start it, and it goes on where it was.");
                };
            case FORCE_OFF ->
                switch (power) {
                    // What is kept of its memory is thrown away.
                    case RUNNING, SHUTTING_DOWN, PAUSED, HIBERNATED -> Optional.empty();
                    case OFF, CRASHED, MISSING -> no("vm-off", "It is not running.");
                };
            case RESTORE ->
                power == ObservedPower.MISSING
                        ? Optional.empty()
                        : no("vm-there", "Its host knows it; there is nothing to restore.");
            case CHANGE_DISC ->
                switch (power) {
                    case MISSING ->
                        no("vm-missing", "Its host does not know it any more. Start it, so that it is defined anew.");
                    case HIBERNATED -> hibernated();
                    case RUNNING, PAUSED, SHUTTING_DOWN, OFF, CRASHED -> Optional.empty();
                };
            case MIGRATE -> whyNotMigrate(power);
            case PROMOTE, CLONE, BACKUP -> whyNotCopied(power);
            case REBUILD, RESCUE, RESTORE_BACKUP -> whyNotOff(power);
            case SNAPSHOT, ATTACH_DISK, DETACH_DISK, GROW_DISK, GROW_OWN_DISK, RESIZE, ADD_NIC, REMOVE_NIC, SET_LINK ->
                whyNotKept(power);
            case REVERT, DELETE_SNAPSHOT ->
                switch (power) {
                    case MISSING -> no("vm-missing", "Its host does not know it any more. Restore it first.");
                    case HIBERNATED -> hibernated();
                    case RUNNING, PAUSED, SHUTTING_DOWN, OFF, CRASHED -> Optional.empty();
                };
            case DELETE, UNDELETE, DELETE_FOR_GOOD, CONSOLE, MOVE, TAG, LEAVE_RESCUE -> Optional.empty();
        };
    }

    private static Optional<Conflict> whyNotMigrate(ObservedPower power) {
        return switch (power) {
            case RUNNING, OFF, CRASHED -> Optional.empty();
            case PAUSED -> no("vm-paused", "It is paused. Resume it, or force it off, and move it then.");
            case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
            case MISSING ->
                no(
                        "vm-missing",
                        "Its host does not know it any more. Start it, so that it is defined anew, and move it then.");
            case HIBERNATED -> hibernated();
        };
    }

    private static Optional<Conflict> whyNotCopied(ObservedPower power) {
        return switch (power) {
            case OFF, RUNNING -> Optional.empty();
            case PAUSED -> no("vm-paused", "It is paused. Resume it first, or force it off.");
            case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
            case CRASHED ->
                no(
                        "vm-crashed",
                        "It has crashed, so its disk may not be whole. Start it and shut it down properly first.");
            case MISSING -> no("vm-missing", "Its host does not know it any more. Restore it first.");
            case HIBERNATED -> hibernated();
        };
    }

    private static Optional<Conflict> whyNotOff(ObservedPower power) {
        return switch (power) {
            case OFF, CRASHED -> Optional.empty();
            case RUNNING, PAUSED -> no("vm-on", "It is on. Shut it down or force it off first.");
            case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
            case MISSING -> no("vm-missing", "Its host does not know it any more. Restore it first.");
            case HIBERNATED -> hibernated();
        };
    }

    private static Optional<Conflict> whyNotKept(ObservedPower power) {
        return switch (power) {
            case RUNNING, OFF, CRASHED -> Optional.empty();
            case PAUSED -> no("vm-paused", "It is paused. Resume it first, or force it off.");
            case SHUTTING_DOWN -> no("vm-on", "It is still shutting down. Wait until it is off.");
            case MISSING -> no("vm-missing", "Its host does not know it any more. Restore it first.");
            case HIBERNATED -> hibernated();
        };
    }

    private static Optional<Conflict> whyNotHibernated(ObservedPower power) {
        return switch (power) {
            case RUNNING -> Optional.empty();
            case PAUSED -> no("vm-paused", "It is paused. Resume it first, or force it off.");
            case SHUTTING_DOWN -> no("vm-on", "It is shutting down already.");
            case OFF, CRASHED, MISSING -> no("vm-off", "It is not running, so there is nothing to keep.");
            case HIBERNATED -> no("vm-off", "It is hibernated already. Start it, and it goes on where it was.");
        };
    }

    /** What was in its memory belongs to its disks, devices, size and host as they were. */
    private static Optional<Conflict> hibernated() {
        return no(
                "vm-hibernated",
                "It is hibernated: its memory lies on its host, and fits it only as it is. Start it first, or force it off,"
                        + " which throws its memory away.");
    }

    private static Optional<Conflict> no(String code, String sentence) {
        return Optional.of(new Conflict(code, sentence));
    }
}
