package dev.slipway.ui.vm;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.vm.backup.BackupView;
import dev.slipway.vm.backup.RestoreProposal;
import dev.slipway.vm.backup.RestoreRequest;
import java.util.Map;

/** Asks how a VM is to be called that is made of a backup, and says before what it takes of the quota and what it will be like. */
class RestoreAsNewDialog extends FormDialog {
    private final BackupView backup;
    private final BackupActions actions;
    private final TextField name = field("name", new TextField("Name"));
    private final Checkbox start = new Checkbox("Start it when it is made", false);
    private final QuotaBars bars = new QuotaBars().stacked();
    private final Div refusals = new Div();

    RestoreAsNewDialog(BackupView backup, RestoreProposal proposal, BackupActions actions) {
        super(
                "Restore the backup of " + backup.vmName() + " as a new VM",
                "Of " + BackupActions.moment(backup) + ", "
                        + backup.consistency().words() + ". The file is compared with its checksum before.",
                "Restore");
        setWidth("min(40rem, 100%)");
        this.backup = backup;
        this.actions = actions;
        name.setHelperText("Also its host name: lower-case letters, digits and dashes.");
        name.setMaxLength(63);
        name.setRequiredIndicatorVisible(true);
        name.setValue(proposal.name());
        start.addValueChangeListener(e -> preview());
        refusals.addClassNames("sw-notice", "bad");
        refusals.getElement().setAttribute("role", "status");
        part(start, Map.of());
        part(bars, Map.of());
        part(refusals, Map.of());
        UnorderedList words = new UnorderedList();
        proposal.words().forEach(sentence -> words.add(new ListItem(sentence)));
        words.addClassName("sw-consequences");
        add(words);
        preview();
    }

    private void preview() {
        var preview = actions.quote(backup, start.getValue());
        bars.show(preview);
        UnorderedList list = new UnorderedList();
        preview.refusals().forEach(r -> list.add(new ListItem(r)));
        refusals.removeAll();
        refusals.add(list);
        refusals.setVisible(!preview.fits());
    }

    @Override
    protected void submit() {
        actions.restoreAsNew(backup, new RestoreRequest(name.getValue().strip(), start.getValue()));
    }
}
