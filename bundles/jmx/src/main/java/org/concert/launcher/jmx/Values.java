/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What values an attribute or argument has: the fields {@code units}, {@code legalValues}, {@code minValue} and
 * {@code maxValue} of its {@link javax.management.Descriptor descriptor}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Values {

    /** Return what is measured or counted, such as {@code seconds}; empty for nothing. */
    String units() default "";

    /** Return the enum whose names are the values there are; {@code void} for none. */
    Class<?> namesOf() default void.class;

    /** Return the least number; {@link Long#MIN_VALUE} where there is none. */
    long min() default Long.MIN_VALUE;

    /** Return the greatest number; {@link Long#MAX_VALUE} where there is none. */
    long max() default Long.MAX_VALUE;
}
