package dev.slipway.notice;

import java.util.EnumSet;
import java.util.Set;

/** What people are told of. Everybody chooses for each how, if at all. */
public enum NoticeKind {
    OPERATION_DONE("Something you began is done: a launch, or what took long.", "operation.done", false),
    OPERATION_FAILED("Something you began has failed.", "operation.failed", true),
    VM_STOPPED("A VM of yours stopped, paused or crashed, and nobody asked the portal for it.", "vm.stopped", true),
    VM_RESTARTED("A VM of yours had failed and was started again.", "vm.restarted", true),
    VM_CHANGED("Somebody else did something with a VM of yours, here or on its host.", "vm.changed", false),
    VM_RELOCATED("A VM of yours was moved to another host.", "vm.relocated", false),
    VM_RECEIVED("A VM was given to you.", "vm.received", true),
    VM_LOST("A VM of yours is lost with its host.", "vm.lost", true),
    SNAPSHOT_MISSED("A snapshot that a VM of yours gets by itself was not taken.", "snapshot.missed", true),
    REMINDER("Something of yours ends soon, such as a VM in the recycle bin.", "reminder", true),
    QUOTA_DECIDED("A request of yours for more quota was decided.", "quota.decided", true),
    QUOTA_TO_DECIDE("Somebody asks for more quota, and you decide.", "quota.to-decide", true),
    WEBHOOK_OFF("A webhook of yours was turned off because it could not be reached.", "webhook.off", true);

    private final String sentence;
    private final String type;
    private final boolean mailed;

    NoticeKind(String sentence, String type, boolean mailed) {
        this.sentence = sentence;
        this.type = type;
        this.mailed = mailed;
    }

    /** For those who choose. */
    public String sentence() {
        return sentence;
    }

    /** Stable, for programs: what webhooks are told. */
    public String type() {
        return type;
    }

    /** How people are told who have chosen nothing: mails only of what matters when nobody looks. */
    public Set<Way> usual() {
        return mailed ? EnumSet.allOf(Way.class) : EnumSet.of(Way.BELL, Way.WEBHOOK);
    }
}
