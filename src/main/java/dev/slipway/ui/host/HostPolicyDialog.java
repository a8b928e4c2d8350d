package dev.slipway.ui.host;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.host.HostPolicy;
import dev.slipway.kernel.HostTags;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.fleet.HostLoad;
import java.util.Optional;

/** How much may be promised on a host, and what sets it apart. */
class HostPolicyDialog extends FormDialog {
    private static final String AS_SET = "as set for all hosts";

    private final NumberField vcpus = field("vcpuRatio", new NumberField("vCPUs for each processor"));
    private final NumberField memory = field("memoryRatio", new NumberField("Memory promised for each GiB there is"));
    private final IntegerField reserve = field("memoryReserveMib", new IntegerField("Memory kept for the host, MiB"));
    private final TextField tags = field("tags", new TextField("Tags"));
    private final HostLoad load;
    private final HostScreenParts parts;
    private final Runnable done;

    HostPolicyDialog(HostLoad load, HostScreenParts parts, Runnable done) {
        super(
                "Placement on " + load.host().name(),
                "Less than is promised already is allowed: its VMs stay, and nothing new comes until enough has gone.",
                "Save");
        this.load = load;
        this.parts = parts;
        this.done = done;
        HostPolicy policy = load.host().policy();
        vcpus.setPlaceholder(AS_SET);
        memory.setPlaceholder(AS_SET);
        reserve.setPlaceholder(AS_SET);
        vcpus.setStepButtonsVisible(false);
        memory.setHelperText("1 promises no more than there is; above, the host may have to swap.");
        tags.setHelperText("Words with spaces between them. Sizes and images may ask for them.");
        policy.vcpuRatio().ifPresent(vcpus::setValue);
        policy.memoryRatio().ifPresent(memory::setValue);
        policy.memoryReserveMib().ifPresent(mib -> reserve.setValue(mib.intValue()));
        tags.setValue(policy.tags().toString());
        Paragraph now = new Paragraph(promised());
        now.addClassNames("sw-quiet");
        add(now);
    }

    private String promised() {
        var promised = load.promised();
        var most = load.most();
        return "Promised now: " + promised.vcpus() + " of " + most.vcpus() + " vCPUs, "
                + Sizing.mib(promised.memoryMib()) + " of " + Sizing.mib(most.memoryMib()) + " of memory."
                + (load.isOverPromised() ? " That is more than may be: nothing new comes." : "");
    }

    @Override
    protected void submit() {
        parts.hosts()
                .setPolicy(
                        load.host().id(),
                        new HostPolicy(
                                Optional.ofNullable(vcpus.getValue()),
                                Optional.ofNullable(memory.getValue()),
                                Optional.ofNullable(reserve.getValue()).map(Integer::longValue),
                                HostTags.parse(tags.getValue())),
                        parts.actors().current());
        done.run();
    }
}
