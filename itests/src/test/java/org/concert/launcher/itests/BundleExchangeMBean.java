/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

/** What an operator does with the bundles of a framework; {@link BundleExchange} does it. */
public interface BundleExchangeMBean {

    /** Stop a bundle. */
    void stop(String symbolicName) throws Exception;

    /** Start a bundle. */
    void start(String symbolicName) throws Exception;

    /**
     * Install a bundle anew from where it came, and give all that use its packages the new ones.
     *
     * @return the state of the bundle after that; 32 is active
     */
    int update(String symbolicName) throws Exception;

    /** Return the names of the bundles whose old classes are still in memory, one for each time they are. */
    String[] leftovers() throws Exception;
}
