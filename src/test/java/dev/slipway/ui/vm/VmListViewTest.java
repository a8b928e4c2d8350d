package dev.slipway.ui.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.kernel.VmId;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VmListViewTest extends ScreenTest {
    @Test
    void showsTheProjectsVmsWithTheirState() {
        world.running("web-1");
        world.stopped("web-2");

        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmListView.class);

        assertThat(rows(window)).extracting(VmView::name).containsExactly("web-2", "web-1");
        assertThat(rows(window)).extracting(VmView::status).containsExactly(VmStatus.STOPPED, VmStatus.RUNNING);
        assertThat(words(window.find(QuotaBars.class).single())).contains("2 of 10");
    }

    @Test
    void searchesByName() {
        world.running("web-1");
        world.running("db-1");
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmListView.class);

        window.test(window.find(TextField.class).single()).setValue("db");

        assertThat(rows(window)).extracting(VmView::name).containsExactly("db-1");
    }

    @Test
    void filtersByState() {
        world.running("web-1");
        world.stopped("web-2");
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmListView.class);

        window.find(StatusFilter.class).single().setValue(StatusFilter.Choice.ON);

        assertThat(rows(window)).extracting(VmView::name).containsExactly("web-1");
    }

    @Test
    void followsWhatHappensOutside() {
        VmId vm = world.running("web-1");
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmListView.class);

        world.machine.virsh().destroy(vm.value());

        ScreenWorld.awaitOn(window, () -> assertThat(words(state(window))).isEqualTo("Stopped"));
    }

    @Test
    void showsAVmThatSomebodyElseLaunches() {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmListView.class);
        assertThat(rows(window)).isEmpty();

        world.running("web-1");

        ScreenWorld.awaitOn(
                window, () -> assertThat(rows(window)).extracting(VmView::name).containsExactly("web-1"));
    }

    @Test
    void tellsWhoIsInNoProjectWhomToAsk() {
        BrowserlessUIContext window = world.window(world.people.newStranger());

        window.navigate(VmListView.class);

        assertThat(words(window)).contains("Nobody has added you yet", "Ask the manager");
    }

    private static Span state(BrowserlessUIContext window) {
        var grid = window.test(window.find(VmTable.class).single());
        return (Span) grid.getCellComponent(0, "status");
    }

    private static List<VmView> rows(BrowserlessUIContext window) {
        var grid = window.test(window.find(VmTable.class).single());
        return IntStream.range(0, grid.size()).mapToObj(grid::getRow).toList();
    }
}
