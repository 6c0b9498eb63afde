package org.uputnica.mechanism.domain;

/**
 * Which rule applies to a person. Under 18, presumed to be under 18, or unknown and possibly under
 * 18 is {@link #CHILD} (Convention on Action against Trafficking, article 10(3): doubt counts for
 * the child).
 */
public enum AgeRule {
  ADULT,
  CHILD
}
