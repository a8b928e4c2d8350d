package dev.slipway.placement;

/** Why a host is not chosen, in the order in which it is asked; the first that holds is told. */
enum Verdict {
    EXCLUDED("was tried already"),
    HERE("is where the VM is now"),
    NOT_ASKED("was not asked for"),
    DISABLED("takes no new VMs"),
    DRAINING("is being emptied"),
    MAINTENANCE("is in maintenance"),
    SILENT("does not answer"),
    NOT_READY("is not known well enough yet"),
    OTHER_ARCHITECTURE("has another architecture"),
    OTHER_ACCELERATION("runs guests in another way, so a running one cannot go there"),
    LEFTOVER("has an earlier disk of the VM, which is still to be removed there"),
    NO_TAG("lacks a tag"),
    NO_NETWORK("does not have the network"),
    NO_FILTERS("cannot hold guests to their own addresses, which the network asks for"),
    TOO_SMALL("is too small"),
    APART("has another VM of a group that keeps its VMs apart"),
    TOGETHER("is not where the other VMs of a group are that keeps its VMs together"),
    FULL("is full right now");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Less is more telling: first what is about this very VM, then what came nearest to being chosen. */
    int telling() {
        return compareTo(NOT_ASKED) < 0 ? ordinal() : values().length + NOT_ASKED.ordinal() - ordinal();
    }
}
