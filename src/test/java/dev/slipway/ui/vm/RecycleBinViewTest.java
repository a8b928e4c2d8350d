package dev.slipway.ui.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmView;
import dev.slipway.vm.end.Deletions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecycleBinViewTest extends ScreenTest {
    @Test
    void listsWhatIsDeletedUntilItIsRestored() {
        var vm = world.running("web-1");
        world.running("web-2");
        BrowserlessUIContext list = world.window(world.member);
        list.navigate(VmListView.class);
        BrowserlessUIContext bin = world.window(world.member);
        bin.navigate(RecycleBinView.class);
        assertThat(words(bin)).contains("Nothing is in the recycle bin");

        world.ended(world.bean(VirtualMachines.class).delete(vm, world.member.actor()));

        ScreenWorld.awaitOn(list, () -> assertThat(link(list)).isEqualTo("Recycle bin (1)"));
        assertThat(list.find(VmTable.class).single().getDataCommunicator().getItemCount())
                .isEqualTo(1);
        ScreenWorld.awaitOn(
                bin, () -> assertThat(rows(bin)).extracting(VmView::name).containsExactly("web-1"));
        assertThat(words(bin)).contains("2 of 10");

        world.bean(Deletions.class).restore(vm, world.member.actor());

        ScreenWorld.awaitOn(bin, () -> assertThat(rows(bin)).isEmpty());
        ScreenWorld.awaitOn(list, () -> assertThat(link(list)).isEqualTo("Recycle bin"));
    }

    private static String link(BrowserlessUIContext window) {
        return window.find(RouterLink.class).all().stream()
                .map(RouterLink::getText)
                .filter(text -> text.startsWith("Recycle bin"))
                .findFirst()
                .orElseThrow();
    }

    private static List<VmView> rows(BrowserlessUIContext window) {
        var grid = window.test(window.find(BinTable.class).single());
        return IntStream.range(0, grid.size()).mapToObj(grid::getRow).toList();
    }
}
