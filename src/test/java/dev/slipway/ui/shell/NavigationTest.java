package dev.slipway.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Role;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.catalog.AddImageView;
import dev.slipway.ui.profile.AccountView;
import dev.slipway.ui.usage.ProjectsUsageView;
import dev.slipway.ui.vm.LaunchView;
import dev.slipway.ui.vm.VmListView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

class NavigationTest extends ScreenTest {
    /** Reached from another screen or from the menu of the person, so not in the navigation. May only shrink. */
    private static final Set<Class<?>> ELSEWHERE =
            Set.of(AccountView.class, AddImageView.class, LaunchView.class, ProjectsUsageView.class);

    @Test
    void knowsEveryScreenOfTheFrame() {
        Set<Class<?>> places = Arrays.stream(Place.values()).map(Place::screen).collect(Collectors.toSet());

        assertThat(screens().filter(NavigationTest::standsAlone).filter(s -> !ELSEWHERE.contains(s)))
                .containsExactlyInAnyOrderElementsOf(places);
        assertThat(screens().filter(s -> s.isAnnotationPresent(Menu.class))).isEmpty();
    }

    @Test
    void showsViewersTheirWorkOnly() {
        showsExactly(world.people.newMember(world.project.id(), Role.PROJECT_VIEWER), Place.Group.WORK);
    }

    @Test
    void showsMembersTheirWorkOnly() {
        showsExactly(world.member, Place.Group.WORK);
    }

    @Test
    void showsManagersTheirWorkOnly() {
        showsExactly(world.people.newMember(world.project.id(), Role.PROJECT_MANAGER), Place.Group.WORK);
    }

    @Test
    void showsStrangersTheirWorkOnly() {
        showsExactly(world.people.newStranger(), Place.Group.WORK);
    }

    @Test
    void showsTenantAdministratorsTheirOrganisationToo() {
        showsExactly(
                world.people.newTenantAdministrator(world.project.tenant()),
                Place.Group.WORK,
                Place.Group.ORGANISATION);
    }

    @Test
    void showsAuditorsAll() {
        showsExactly(world.people.newOnPlatform(Role.PLATFORM_AUDITOR), Place.Group.values());
    }

    @Test
    void showsAdministratorsAll() {
        showsExactly(world.people.newAdministrator(), Place.Group.values());
    }

    /** The groups, their places in order, and that each place that is shown opens, and none else. */
    private void showsExactly(Person person, Place.Group... groups) {
        BrowserlessUIContext window = world.window(person);
        window.navigate(VmListView.class);

        assertThat(window.find(SideNav.class).all())
                .extracting(nav -> Optional.ofNullable(nav.getLabel()).orElse(""))
                .containsExactlyElementsOf(
                        Arrays.stream(groups).map(g -> g.title().orElse("")).toList());
        List<String> shown = window.find(SideNavItem.class).all().stream()
                .map(SideNavItem::getLabel)
                .toList();
        assertThat(shown)
                .containsExactlyElementsOf(Arrays.stream(groups)
                        .flatMap(Place.Group::places)
                        .map(Place::title)
                        .toList());
        for (Place place : Place.values()) {
            assertThat(opens(window, place)).as(place.name()).isEqualTo(shown.contains(place.title()));
        }
    }

    private static boolean opens(BrowserlessUIContext window, Place place) {
        window.activate();
        window.getUI().navigate(place.screen().getAnnotation(Route.class).value());
        Component screen = (Component) window.getCurrentView();
        return !(screen instanceof NoSuchScreen) && !(screen instanceof ProblemScreen);
    }

    /** In the frame, and not of one thing that another screen leads to. */
    private static boolean standsAlone(Class<?> screen) {
        Route route = screen.getAnnotation(Route.class);
        return route.autoLayout() && !route.value().contains(":");
    }

    private static Stream<Class<?>> screens() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        return scanner.findCandidateComponents("dev.slipway.ui").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null));
    }
}
