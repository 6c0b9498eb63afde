package org.uputnica.launch;

import java.util.function.Predicate;

/**
 * A setting with which the service must not meet real people.
 *
 * @param name the configuration key, or the database's own name of the setting
 * @param why what is wrong with it and what to do, one line
 * @param unsafe whether a deployment has it
 */
record UnsafeSetting(String name, String why, Predicate<Deployment> unsafe) {}
