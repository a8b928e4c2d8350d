package dev.slipway.vm.bulk;

import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What comes of a verb to those that it will be done to, as people read it. */
final class Consequences {
    /** Nothing of them is on any host. */
    private static final Set<VmStatus> NOWHERE = EnumSet.of(VmStatus.FAILED, VmStatus.LOST);

    private static final Set<VmStatus> OFF =
            EnumSet.of(VmStatus.STOPPED, VmStatus.CRASHED, VmStatus.MISSING, VmStatus.LAUNCHING, VmStatus.HIBERNATED);

    private Consequences() {}

    /**
     * @param vms those that it will be done to; none: nothing comes of it
     * @param kept those of them that can be restored for a while, if they are to be deleted
     */
    static List<String> of(BulkWish wish, List<VmView> vms, Set<VmId> kept) {
        if (vms.isEmpty()) {
            return List.of();
        }
        String these = count(vms.size());
        boolean one = vms.size() == 1;
        return switch (wish.verb()) {
            case START ->
                List.of(these + (one ? " is" : " are") + " turned on and " + (one ? "takes " : "take ") + running(vms)
                        + ".");
            case SHUTDOWN ->
                List.of(
                        (one ? "1 guest is" : vms.size() + " guests are") + " asked to shut down.",
                        "Once " + (one ? "it is" : "they are") + " off, " + running(vms) + " are free again.");
            case REBOOT -> List.of((one ? "1 guest is" : vms.size() + " guests are") + " asked to restart.");
            case PAUSE ->
                List.of(these + (one ? " stands" : " stand") + " still until resumed, and " + (one ? "keeps " : "keep ")
                        + running(vms) + ".");
            case RESUME -> List.of(these + (one ? " goes on where it was." : " go on where they were."));
            case HIBERNATE ->
                List.of(
                        these + (one ? " is" : " are")
                                + " turned off, with what is in memory written to the host's disk."
                                + " Starting goes on from there.",
                        "Once " + (one ? "it is" : "they are") + " off, " + running(vms) + " are free again.",
                        "Connections break, and clocks stand still meanwhile.");
            case FORCE_OFF -> forcedOff(vms, these, one);
            case ADD_TAG -> tagged(wish, vms, these + (one ? " gets" : " get") + " the tag ", true);
            case REMOVE_TAG -> tagged(wish, vms, these + (one ? " loses" : " lose") + " the tag ", false);
            case EXTEND_LEASE ->
                List.of(
                        these + (one ? " stays" : " stay") + " as long from now on as the lease policy allows.",
                        "What is off since its lease was over can be started again.");
            case DELETE -> deleted(vms, kept);
        };
    }

    private static List<String> forcedOff(List<VmView> vms, String these, boolean one) {
        long hibernated =
                vms.stream().filter(vm -> vm.status() == VmStatus.HIBERNATED).count();
        var said = new ArrayList<>(List.of(
                these + (one ? " stops" : " stop") + " at once, as if the plug were pulled.",
                "What programs have not yet written to disk is lost.",
                "Shutting down is gentler, where the guest still answers."));
        if (hibernated > 0) {
            said.add("Of " + hibernated + " that " + (hibernated == 1 ? "is" : "are")
                    + " hibernated the memory that was kept is thrown away.");
        }
        return said;
    }

    private static List<String> tagged(BulkWish wish, List<VmView> vms, String start, boolean wanted) {
        String tag = wish.tag().orElseThrow();
        long already = vms.stream().filter(vm -> vm.tags().has(tag) == wanted).count();
        var said = new ArrayList<>(List.of(start + tag + "."));
        if (already > 0) {
            said.add("For " + already + " of them that is so already.");
        }
        return said;
    }

    private static List<String> deleted(List<VmView> vms, Set<VmId> binned) {
        var there = vms.stream().filter(vm -> !NOWHERE.contains(vm.status())).toList();
        var kept = there.stream().filter(vm -> binned.contains(vm.id())).toList();
        var gone = there.stream().filter(vm -> !kept.contains(vm)).toList();
        long on = there.stream().filter(vm -> !OFF.contains(vm.status())).count();
        var said = new ArrayList<String>();
        said.add(count(vms.size()) + (vms.size() == 1 ? " is" : " are") + " deleted.");
        if (!kept.isEmpty()) {
            said.add(count(kept.size()) + (kept.size() == 1 ? " goes" : " go")
                    + " to the recycle bin, from where they can be restored with their disks for a while.");
            said.add("There they go on holding " + held(kept) + ", until they are deleted for good.");
        }
        if (!gone.isEmpty()) {
            said.add(
                    gone.size() == 1
                            ? "The disk of 1 VM and everything on it are gone for good."
                            : "Disks of " + gone.size() + " VMs and everything on them are gone for good.");
            said.add("Given back: " + held(gone) + ".");
        }
        if (on > 0) {
            said.add(on + (on == 1 ? " is" : " are") + " on, or may be, and " + (on == 1 ? "is" : "are")
                    + " stopped at once, as if the plug were pulled.");
        }
        return said;
    }

    private static String held(List<VmView> vms) {
        return Dimension.VMS.show(vms.size()) + ", " + Dimension.VCPUS.show(sum(vms, Resources::vcpus)) + ", "
                + Dimension.MEMORY_MIB.show(sum(vms, Resources::memoryMib)) + ", "
                + Dimension.DISK_MIB.show(sum(vms, Resources::diskMib));
    }

    private static String count(int vms) {
        return Dimension.VMS.show(vms);
    }

    private static String running(List<VmView> vms) {
        return Dimension.RUNNING_VCPUS.show(sum(vms, Resources::vcpus)) + " and "
                + Dimension.RUNNING_MEMORY_MIB.show(sum(vms, Resources::memoryMib));
    }

    private static long sum(List<VmView> vms, ToLongFunction<Resources> amount) {
        return vms.stream().map(VmView::resources).mapToLong(amount).sum();
    }
}
