package dev.slipway.ui.profile;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import dev.slipway.identity.Actors;
import dev.slipway.identity.SecondFactors;

/** Sets up one's second factor. Does not close by accident: the recovery codes are shown once. */
class SecondFactorDialog extends Dialog {
    SecondFactorDialog(SecondFactors secondFactors, Actors actors, Runnable done) {
        setHeaderTitle("Set up a second factor");
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        Button cancel = new Button("Cancel", e -> close());
        add(new SecondFactorSetup(secondFactors, actors, this::close, () -> cancel.setVisible(false)));
        getFooter().add(cancel);
        addOpenedChangeListener(e -> {
            if (!e.isOpened()) {
                done.run();
            }
        });
    }
}
