package dev.slipway.ui.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.component.ReachDialog;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SizesViewTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");

    @AfterEach
    void forbid() {
        world.bean(CustomSizes.class).forbid(SYSTEM);
    }

    @Test
    void showsRetiredAndRestrictedOnesWithABadge() {
        var sizes = world.bean(Sizes.class);
        sizes.retire(world.size.id(), SYSTEM);
        sizes.restrict(world.size.id(), Set.of(world.project.tenant()), SYSTEM);

        var window = open();

        assertThat(row(window)).matches(SizeView::retired).matches(SizeView::restricted);
        assertThat(words(SizesView.name(row(window)))).contains(world.size.name(), "Retired", "Some tenants");
    }

    @Test
    void saysWhoMayUseASizeAndInsistsOnATenantIfItIsForSome() {
        var window = open();
        new SizeReachDialog(row(window), world.bean(SizeParts.class), () -> {}).open();
        RadioButtonGroup<ReachDialog.Whom> whom = whom(window);
        assertThat(whom.getValue()).isEqualTo(ReachDialog.Whom.EVERYBODY);
        whom.setValue(ReachDialog.Whom.TENANTS);

        press(window, button(window, "Save"));
        MultiSelectComboBox<dev.slipway.tenant.TenantView> tenants = tenants(window);
        assertThat(tenants.isInvalid()).isTrue();
        assertThat(tenants.getErrorMessage()).contains("at least one tenant");
        assertThat(get().restricted()).isFalse();

        tenants.setValue(world.bean(TenantRegister.class).get(world.project.tenant(), SYSTEM));
        press(window, button(window, "Save"));
        assertThat(get().restricted()).isTrue();
        assertThat(world.bean(Sizes.class).tenants(world.size.id(), SYSTEM)).containsExactly(world.project.tenant());

        new SizeReachDialog(get(), world.bean(SizeParts.class), () -> {}).open();
        assertThat(tenants(window).getValue()).extracting(t -> t.id()).containsExactly(world.project.tenant());
        whom(window).setValue(ReachDialog.Whom.EVERYBODY);
        press(window, button(window, "Save"));
        assertThat(get().restricted()).isFalse();
    }

    @Test
    void allowsCustomSizesWithinARangeAndForbidsThemAgain() {
        var custom = world.bean(CustomSizes.class);
        custom.forbid(SYSTEM);
        var window = open();
        assertThat(words(window)).contains("Custom sizes are not allowed");

        press(window, button(window, "Custom sizes"));
        allowed(window).setValue(true);
        number(window, "Most vCPUs").setValue(0);
        press(window, button(window, "Save"));
        assertThat(number(window, "Most vCPUs").isInvalid()).isTrue();
        assertThat(custom.range(SYSTEM)).isEmpty();
        number(window, "Most vCPUs").setValue(6);
        press(window, button(window, "Save"));

        assertThat(custom.range(SYSTEM).orElseThrow().most().vcpus()).isEqualTo(6);
        assertThat(words(window)).contains("Custom sizes: 1 to 6 vCPUs");
        press(window, button(window, "Custom sizes"));
        allowed(window).setValue(false);
        press(window, button(window, "Save"));
        assertThat(custom.range(SYSTEM)).isEmpty();
    }

    @Test
    void anAuditorSeesItAndChangesNothing() {
        var window = world.window(world.people.newOnPlatform(Role.PLATFORM_AUDITOR));
        window.navigate(SizesView.class);

        assertThat(button(window, "Custom sizes").isEnabled()).isFalse();
        assertThat(button(window, "Custom sizes").getElement().getAttribute("aria-description"))
                .contains("platform administrator");
    }

    private BrowserlessUIContext open() {
        var window = world.window(world.people.newAdministrator());
        window.navigate(SizesView.class);
        return window;
    }

    private SizeView get() {
        return world.bean(Sizes.class).get(world.size.id(), SYSTEM);
    }

    @SuppressWarnings("unchecked")
    private SizeView row(BrowserlessUIContext window) {
        Grid<SizeView> grid = window.find(Grid.class).single();
        return grid.getListDataView()
                .getItems()
                .filter(size -> size.id().equals(world.size.id()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static RadioButtonGroup<ReachDialog.Whom> whom(BrowserlessUIContext window) {
        return window.find(RadioButtonGroup.class).single();
    }

    @SuppressWarnings("unchecked")
    private static MultiSelectComboBox<dev.slipway.tenant.TenantView> tenants(BrowserlessUIContext window) {
        return window.find(MultiSelectComboBox.class).single();
    }

    private static Checkbox allowed(BrowserlessUIContext window) {
        return window.find(Checkbox.class).single();
    }

    private static IntegerField number(BrowserlessUIContext window, String label) {
        return window.find(IntegerField.class)
                .withCondition(f -> label.equals(f.getLabel()))
                .single();
    }
}
