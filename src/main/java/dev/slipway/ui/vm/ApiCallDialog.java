package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.ui.component.Copyable;
import dev.slipway.vm.launch.LaunchSet;

/** Shows a launch as a call of the API. */
class ApiCallDialog extends Dialog {
    ApiCallDialog(LaunchSet launch) {
        setHeaderTitle("The same launch by the API");
        Div call = new Div(new Copyable(ApiCall.of(launch), "command"));
        call.addClassName("sw-api-call");
        add(
                new Paragraph(
                        "SLIPWAY is this portal's address, such as https://slipway.example.org; SLIPWAY_TOKEN a token"
                                + " of yours, made under API tokens."),
                call);
        getFooter().add(new Button("Close", e -> close()));
    }
}
