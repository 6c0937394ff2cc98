namespace SeasonalWorkshop;

/// <summary>How low the busiest week of the year can be, as far as the workshop knows beforehand.</summary>
internal static class YearLevel
{
    /// <summary>The lowest level of minutes a week at which all offers fit into their windows, were work divisible and every answer average.</summary>
    public static double Of(Season season)
    {
        var byDeadline = season.Customers.OrderBy(customer => customer.Last).ToList();
        var (tooLow, enough) = (0d, 1_000_000d);
        while (enough - tooLow > 1)
        {
            var middle = (tooLow + enough) / 2;
            (tooLow, enough) = Fits(season, byDeadline, middle) ? (tooLow, middle) : (middle, enough);
        }

        return enough;
    }

    /// <summary>Whether serving those first who can wait the least keeps every week at the level: no other order does where this one does not (Horn 1974).</summary>
    private static bool Fits(Season season, List<ServiceCustomer> byDeadline, double level)
    {
        var left = byDeadline.Select(customer => (double)customer.ExpectedMinutes).ToArray();
        for (var week = 0; week < Season.Weeks; week++)
        {
            var room = level - season.Forecast[week];
            for (var i = 0; i < left.Length; i++)
            {
                var (first, last) = (Season.WorkWeek(byDeadline[i].First), Season.WorkWeek(byDeadline[i].Last));
                if (left[i] > 0 && first <= week)
                {
                    var served = Math.Min(left[i], Math.Max(0, room));
                    left[i] -= served;
                    room -= served;
                    if (left[i] > 0 && last == week)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
