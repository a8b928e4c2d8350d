package dev.slipway.ui.component;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.HasValidation;
import java.util.Optional;

/** A form that knows which of its inputs a refused request's field is, so that the refusal is shown there. */
public interface HasFields extends HasElement {
    /** @param name as {@link dev.slipway.kernel.InvalidRequest#field()} spells it */
    Optional<? extends HasValidation> field(String name);
}
