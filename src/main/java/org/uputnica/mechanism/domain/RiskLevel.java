package org.uputnica.mechanism.domain;

/**
 * Result of a risk assessment. There is no blank: before the first assessment a case counts as
 * {@link #MEDIUM}.
 */
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH
}
