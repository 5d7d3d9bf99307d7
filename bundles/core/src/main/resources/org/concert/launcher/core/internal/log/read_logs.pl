# Reads the logs that capture.pl and capture.sh write, for as many readers as there are: what read_logs.sh does where there
# is no perl. Reads requests "ID KIND VALUE WAIT FILE", FILE as printf %b takes it, and answers each with "ID BYTE LENGTH" and
# so many bytes, the first of which is byte BYTE of all output. KIND is "byte" (from byte VALUE on), "line" (from line VALUE
# on) or "last" (the last VALUE lines). When there is nothing yet, the answer is kept back if WAIT is 1, and else is one of
# length 0. KIND "drop" takes the request of that ID back. No single quote may stand here: read_logs.sh holds this text between two.
use strict;
$0 = "concert_launcher log reader";

my $piece = 1 << 19;
my $period = 0.05;
my (%waiting, %current);
$| = 1;

# Return what is to be known of a log.
sub look {
    my ($handle) = @_;
    sysseek $handle, 0, 0;
    sysread $handle, my $first, 200;
    my ($base, $line, $header) = (0, 1, 0);
    if ($first =~ /^(\S+# log from byte (\d+) line (\d+)\n)/) {
        ($base, $line, $header) = ($2, $3, length $1);
    }
    my ($inode, $size) = (stat $handle)[1, 7];
    return { handle => $handle, base => $base, line => $line, header => $header, size => $size, inode => $inode };
}

# Return the logs of a process, the oldest first. They may be rotated meanwhile, and so one may be met twice.
sub logs {
    my ($file) = @_;
    my (@logs, %met);
    for (my $i = 0; ; $i++) {
        if (!open my $handle, "<", $i == 0 ? $file : "$file.$i") {
            last if $i > 0;
        } else {
            my $log = look($handle);
            unshift @logs, $log if $log->{size} > 0 && !$met{$log->{inode}}++;
        }
    }
    return @logs;
}

# Call back with each piece of a log behind its first line, and where it begins, until one says that it is enough.
sub scan {
    my ($log, $each) = @_;
    my $at = $log->{header};
    sysseek $log->{handle}, $at, 0;
    while ((my $left = $log->{size} - $at) > 0) {
        my $n = sysread $log->{handle}, my $text, $left < $piece ? $left : $piece;
        last if !$n || $each->($text, $at);
        $at += $n;
    }
}

# Return how many lines a log has, without the one that closes it.
sub count {
    my ($log) = @_;
    my ($count, $end) = (0, "");
    scan($log, sub { $count += $_[0] =~ tr/\n//; $end = substr $end . $_[0], -60; 0 });
    return $count - ($end =~ /(^|\n)\S+# log goes on\n\z/ ? 1 : 0);
}

# Return the byte of all output at which so many lines of a log are over.
sub after {
    my ($log, $lines) = @_;
    my $found = $log->{header};
    return $log->{base} + $found if $lines <= 0;
    scan($log, sub {
        my ($text, $at) = @_;
        my $here = $text =~ tr/\n//;
        if ($here < $lines) {
            $lines -= $here;
            return 0;
        }
        my $offset = 0;
        $offset = index($text, "\n", $offset) + 1 while $lines-- > 0;
        $found = $at + $offset;
        return 1;
    });
    return $log->{base} + ($lines > 0 ? $log->{size} : $found);
}

# Turn lines into bytes, since a line may have moved to another log by the next look.
sub place {
    my ($request) = @_;
    my @logs = logs($request->{file});
    return if !@logs;
    my $byte = $logs[0]{base};
    if ($request->{kind} eq "line") {
        for my $log (reverse @logs) {
            if ($log->{line} <= $request->{value}) {
                $byte = after($log, $request->{value} - $log->{line});
                last;
            }
        }
    } else {
        my $left = $request->{value};
        for my $log (reverse @logs) {
            my $count = count($log);
            if ($count >= $left) {
                $byte = after($log, $count - $left);
                last;
            }
            $left -= $count;
        }
    }
    @$request{qw(kind value)} = ("byte", $byte);
}

# Answer a request if there is something; return whether there was.
sub answer {
    my ($id, $request) = @_;
    place($request) if $request->{kind} ne "byte";
    return 0 if $request->{kind} ne "byte";
    my $byte = $request->{value};
    my $log = $current{$request->{file}};
    $log->{size} = (stat $log->{handle})[7] if $log;
    if (!$log || $byte < $log->{base} || $byte >= $log->{base} + $log->{size}) {
        my $inode = (stat $request->{file})[1];
        # The newest log, and all read: nothing to look for.
        return 0 if $log && defined $inode && $inode == $log->{inode} && $byte == $log->{base} + $log->{size};
        my @logs = logs($request->{file});
        ($log) = grep { $byte < $_->{base} + $_->{size} } @logs;
        # All of them end before: they were begun anew by hand.
        $log = $logs[-1] if !$log && @logs && $byte > $logs[-1]{base} + $logs[-1]{size};
        return 0 if !$log;
        $byte = $log->{base} if $byte > $log->{base} + $log->{size};
        $current{$request->{file}} = $log;
    }
    $byte = $log->{base} if $byte < $log->{base};
    sysseek $log->{handle}, $byte - $log->{base}, 0;
    my $n = sysread $log->{handle}, my $text, $piece;
    return 0 if !$n;
    print "$id $byte $n\n", $text;
    return 1;
}

my $input = "";
while (1) {
    my $bits = "";
    vec($bits, 0, 1) = 1;
    my $ready = select $bits, undef, undef, %waiting ? $period : undef;
    if ($ready > 0) {
        sysread(STDIN, $input, 65536, length $input) or last;
        while ($input =~ s/^(\S+) (\S+) (\d+) (\d) (.*)\n//) {
            my ($id, $kind, $value, $wait, $file) = ($1, $2, $3, $4, $5);
            if ($kind eq "drop") {
                delete $waiting{$id};
                next;
            }
            $file =~ s/\\(.)/$1 eq "n" ? "\n" : $1 eq "r" ? "\r" : $1/ge;
            my $request = { kind => $kind, value => $value, file => $file };
            next if answer($id, $request);
            if ($wait) {
                $waiting{$id} = $request;
            } else {
                print "$id $request->{value} 0\n";
            }
        }
    }
    if ($ready <= 0) {
        for my $id (keys %waiting) {
            delete $waiting{$id} if answer($id, $waiting{$id});
        }
    }
}
