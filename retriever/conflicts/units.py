"""Units of measure and their factors.

Factors are those of the International System, of IEC 80000-13 for bytes, and of the international yard and pound;
a month and a year are the Gregorian means.
"""

from dataclasses import dataclass

_TABLE = {
    "time": """
        1e-9 ns nanosecond nanoseconds
        1e-6 µs μs us microsecond microseconds
        1e-3 ms msec millisecond milliseconds
        1 s sec secs second seconds
        60 min mins minute minutes
        3600 h hr hrs hour hours
        86400 day days
        604800 wk week weeks
        2629746 month months
        31556952 yr yrs year years
        315569520 decade decades
        3155695200 century centuries""",
    "bytes": """
        1 B byte bytes
        1e3 KB kB kilobyte kilobytes
        1e6 MB megabyte megabytes
        1e9 GB gigabyte gigabytes
        1e12 TB terabyte terabytes
        1e15 PB petabyte petabytes
        1e18 EB exabyte exabytes
        1024 KiB kibibyte kibibytes
        1048576 MiB mebibyte mebibytes
        1073741824 GiB gibibyte gibibytes
        1099511627776 TiB tebibyte tebibytes
        1125899906842624 PiB pebibyte pebibytes""",
    "bits": """
        1 bit bits
        1e3 kbit Kbit kilobits
        1e6 Mbit megabits
        1e9 Gbit gigabits""",
    "bits/time": """
        1e3 kbps Kbps kbit/s Kbit/s
        1e6 Mbps mbps Mbit/s
        1e9 Gbps gbps Gbit/s
        1e12 Tbps Tbit/s
        8e3 KB/s kB/s
        8e6 MB/s MBps
        8e9 GB/s GBps
        8388608 MiB/s
        8589934592 GiB/s""",
    "share": """
        1 % percent pct percentage""",
    "length": """
        1e-9 nm nanometre nanometres nanometer nanometers
        1e-6 µm micrometre micrometres micrometer micrometers
        1e-3 mm millimetre millimetres millimeter millimeters
        1e-2 cm centimetre centimetres centimeter centimeters
        1 m metre metres meter meters
        1e3 km kilometre kilometres kilometer kilometers
        0.0254 inch inches
        0.3048 ft foot feet
        0.9144 yd yard yards
        1609.344 mi mile miles
        1852 nautical-mile nautical-miles
        1.495978707e11 AU
        9.4607304725808e15 light-year light-years""",
    "area": """
        1e-4 cm² cm2
        1 m² m2 sqm
        1e4 ha hectare hectares
        1e6 km² km2
        4046.8564224 acre acres""",
    "mass": """
        1e-9 µg mcg microgram micrograms
        1e-6 mg milligram milligrams
        1e-3 g gram grams gramme grammes
        1 kg kilo kilos kilogram kilograms
        1e3 tonne tonnes
        0.45359237 lb lbs pound pounds
        0.028349523125 oz ounce ounces""",
    "volume": """
        1e-3 ml mL millilitre millilitres milliliter milliliters
        1e-2 cl centilitre centilitres
        1e-1 dl decilitre decilitres
        1 l L litre litres liter liters
        0.2365882365 cup cups
        0.01478676478125 tbsp tablespoon tablespoons
        0.00492892159375 tsp teaspoon teaspoons
        0.473176473 pint pints
        3.785411784 gallon gallons""",
    "temperature": """
        1 °C ℃ celsius""",
    "fahrenheit": """
        1 °F ℉ fahrenheit""",
    "kelvin": """
        1 K kelvin""",
    "frequency": """
        1 Hz hertz
        1e3 kHz
        1e6 MHz
        1e9 GHz""",
    "power": """
        1 W watt watts
        1e3 kW kilowatt kilowatts
        1e6 MW megawatt megawatts
        1e9 GW gigawatt gigawatts""",
    "energy": """
        1 J joule joules
        1e3 kJ kilojoule kilojoules
        4184 kcal kilocalorie kilocalories
        3.6e6 kWh""",
    "voltage": """
        1e-3 mV
        1 V volt volts
        1e3 kV""",
    "pressure": """
        1 Pa pascal pascals
        100 hPa mbar
        1e3 kPa
        1e5 bar
        6894.757293 psi
        133.322387 mmHg""",
    "angle": """
        1 ° degree degrees""",
    "speed": """
        1 m/s
        0.2777777777777778 km/h kph
        0.44704 mph
        0.5144444444444445 knot knots""",
    "concentration": """
        1 mmol/l mmol/L""",
    "dollars": """
        0.01 cent cents
        1 $ USD dollar dollars""",
    "euros": """
        1 € EUR euro euros""",
    "sterling": """
        1 £ GBP""",
    "people": """
        1 people persons person""",
}
_LOOSE = {"bytes": 1.13, "time": 1.02}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit measures and how many base units it is."""

    dimension: str
    factor: float

    def base(self, value: float) -> float:
        """Return ``value`` of this unit in base units; temperatures in degrees Celsius."""
        if self.dimension == "fahrenheit":
            return (value - 32) / 1.8
        if self.dimension == "kelvin":
            return value - 273.15
        return value * self.factor

    @property
    def measures(self) -> str:
        """Return the dimension, the scales of temperature being one."""
        return "temperature" if self.dimension in ("fahrenheit", "kelvin") else self.dimension


UNITS = {
    name: Unit(dimension, float(line.split()[0]))
    for dimension, table in _TABLE.items()
    for line in table.strip().splitlines()
    for name in line.split()[1:]
}
"""Every unit by each way it is written."""


def unit(name: str) -> Unit | None:
    """Return the unit written ``name``; words of more than two letters may be in any case."""
    return UNITS.get(name) or (UNITS.get(name.lower()) if len(name) > 2 else None)


def tolerance(dimension: str, same_unit: bool) -> float:
    """Return the ratio up to which two values are one: rounding, and 1000 for 1024 where bytes are converted."""
    if same_unit:
        return 1 + 1e-9
    return _LOOSE.get(dimension, 1.015)
