package dev.slipway.ui.vm;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.vm.VmView;
import dev.slipway.vm.clone.CloneProposal;
import dev.slipway.vm.clone.CloneRequest;
import java.util.Map;

/** Asks how many clones of a VM there are to be, and says before what they take of the quota and what is in them. */
class CloneDialog extends FormDialog {
    private final VmView vm;
    private final MakingClones making;
    private final boolean whileRunning;
    private final Checkbox start = new Checkbox("Start them when they are made", true);
    private final QuotaBars bars = new QuotaBars().stacked();
    private final Div refusals = new Div();
    private final NamesField names;
    // The field of names tells of its first value before anybody has it.
    private boolean complete;

    CloneDialog(VmView vm, CloneProposal proposal, MakingClones making) {
        super(
                "Clone " + vm.name(),
                "New VMs on copies of its disk. It stays as it is, and nobody can start, stop or delete it until they have"
                        + " their copies.",
                "Clone");
        setWidth("min(44rem, 100%)");
        this.vm = vm;
        this.making = making;
        whileRunning = proposal.running().isPresent();
        // Whether a name is free is seen when they are made: looking for it here would be a hint only.
        names = new NamesField(name -> name.equals(vm.name()), numbering -> making.names(vm, numbering), this::preview);
        proposal.running().ifPresent(words -> part(notice(words), Map.of()));
        part(names, names.inputs());
        names.propose(proposal.name());
        start.addValueChangeListener(e -> preview());
        refusals.addClassNames("sw-notice", "bad");
        refusals.getElement().setAttribute("role", "status");
        refusals.setVisible(false);
        UnorderedList stays = new UnorderedList();
        proposal.stays().forEach(words -> stays.add(new ListItem(words)));
        stays.addClassName("sw-consequences");
        part(start, Map.of());
        part(bars, Map.of());
        part(refusals, Map.of());
        add(stays);
        complete = true;
        preview();
    }

    private static Paragraph notice(String sentences) {
        Paragraph words = new Paragraph(sentences);
        words.addClassName("sw-notice");
        return words;
    }

    private void preview() {
        if (!complete) {
            return;
        }
        var preview = making.quote(vm, names.count(), start.getValue());
        bars.show(preview);
        UnorderedList list = new UnorderedList();
        preview.refusals().forEach(r -> list.add(new ListItem(r)));
        refusals.removeAll();
        refusals.add(list);
        refusals.setVisible(!preview.fits());
    }

    @Override
    protected void submit() {
        making.make(vm, new CloneRequest(names.numbering(), start.getValue(), whileRunning));
    }
}
