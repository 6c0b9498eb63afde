package org.uputnica.device.domain;

/** What sort of device. */
public enum DeviceKind {
  PHONE,
  TABLET,
  COMPUTER
}
