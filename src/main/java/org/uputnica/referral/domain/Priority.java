package org.uputnica.referral.domain;

/**
 * How soon an answer is needed: 24 hours, 72 hours, two weeks (IASC inter-agency referral form).
 */
public enum Priority {
  EMERGENCY,
  URGENT,
  NORMAL
}
