package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Span;
import dev.slipway.vm.VmTags;

/** Tags beside each other. */
class TagLine extends Span {
    TagLine(VmTags tags) {
        addClassName("sw-tags");
        for (String word : tags.words()) {
            Span tag = new Span(word);
            tag.addClassName("sw-tag");
            add(tag);
        }
    }
}
