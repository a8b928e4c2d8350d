package dev.slipway.ui.session;

import dev.slipway.identity.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a screen for those with a permission on the whole platform; for others it is not there and not in the navigation.
 * What it shows is guarded again by the façades that it asks.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Permission value();

    /** Also for those who have it in a tenant or project only: no administration, but a screen of theirs. */
    boolean anywhere() default false;
}
