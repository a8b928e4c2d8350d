package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.slipway.identity.Actors;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmView;
import dev.slipway.vm.move.MigrationOptions;
import dev.slipway.vm.move.MigrationOptions.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a VM could go: the best host is offered first, and those that will not do say why. */
class MigrateDialog extends FormDialog {
    private final VmView vm;
    private final VirtualMachines machines;
    private final Actors actors;
    private final RadioButtonGroup<Choice> where = field("host", new RadioButtonGroup<>("Where to"));

    private final IntegerField limit = field("mibPerSecond", new IntegerField("Send at most (MiB a second)"));

    /** @param host empty for whichever is the best at that moment */
    private record Choice(Optional<Option> host, String words, boolean possible) {}

    MigrateDialog(VmView vm, VirtualMachines machines, Actors actors) {
        this(vm, machines, actors, machines.migrationOptions(vm.id(), actors.current()));
    }

    private MigrateDialog(VmView vm, VirtualMachines machines, Actors actors, MigrationOptions options) {
        super("Move " + vm.name() + " to another host", explanation(options), "Move");
        this.vm = vm;
        this.machines = machines;
        this.actors = actors;
        List<Choice> choices = choices(options);
        where.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        where.addClassName("sw-hosts-to-choose");
        where.setItems(choices);
        where.setRenderer(new ComponentRenderer<>(MigrateDialog::line));
        where.setItemEnabledProvider(Choice::possible);
        where.setValue(choices.getFirst());
        limit.setHelperText("Empty: as the settings say. Slower leaves more of the line to others.");
        limit.setMin(1);
        limit.setStepButtonsVisible(true);
    }

    private static String explanation(MigrationOptions options) {
        return options.live()
                ? "It goes on running, with its address; only an open console blinks and comes back. Its owner pays what"
                        + " they paid before."
                : "Its disk is copied, compared, and then removed from where it is. It cannot be started meanwhile.";
    }

    private static List<Choice> choices(MigrationOptions options) {
        Optional<Option> best =
                options.hosts().stream().filter(Option::suitable).findFirst();
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(
                Optional.empty(),
                best.map(host -> "Now that would be " + host.name()).orElse("No host takes it right now"),
                best.isPresent()));
        options.hosts().forEach(host -> choices.add(new Choice(Optional.of(host), host.verdict(), host.suitable())));
        return choices;
    }

    private static Div line(Choice choice) {
        Span name = new Span(choice.host().map(Option::name).orElse("The best host"));
        name.addClassName("name");
        Span words = new Span(choice.words());
        words.addClassName("sw-quiet");
        Div line = new Div(name, words);
        line.addClassName("sw-host-to-choose");
        return line;
    }

    @Override
    protected void submit() {
        var host = where.getOptionalValue().flatMap(Choice::host).map(Option::host);
        var most =
                limit.getOptionalValue().stream().mapToLong(Integer::longValue).findFirst();
        machines.migrate(vm.id(), host, most, actors.current());
    }
}
